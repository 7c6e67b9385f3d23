quantity: experiments/driver/quantity.c lib/harness/quantity.h \
 lib/failure.h lib/platform.h lib/harness/output.h
lib/harness/quantity.h:
lib/failure.h:
lib/platform.h:
lib/harness/output.h:
