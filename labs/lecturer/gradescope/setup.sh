#!/bin/bash
# Gradescope runs it once, as root, when it builds the image.
set -e
apt-get install -y --no-install-recommends gcc libc6-dev make binutils strace
/autograder/source/labs/lab doctor
