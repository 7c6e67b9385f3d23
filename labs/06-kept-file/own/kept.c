/* kept - is what was synced there? kept ... ordinary|crash|resume */
#include "power.h"

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "work") == 0) return work(argc, argv);
    if (argc < 10 || !start_computer(argv[1], argv[4])) return EXIT_FAILED;
    const char *what = argv[9];
    bool right = is_kept();
    if (right && strcmp(what, "ordinary") != 0) right = survives(strcmp(what, "resume") == 0);
    if (right)
        printf("%s %s\n", argv[5],
               strcmp(what, "ordinary") == 0 ? "2500 elements, three commits, opened again"
               : strcmp(what, "crash") == 0  ? "the power failed at each call, with four fates"
                                             : "and after each it went on");
    else
        printf("0 %s\n", pc.why);
    return 0;
}
