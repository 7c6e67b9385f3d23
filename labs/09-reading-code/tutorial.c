/* tutorial.c - "print a file with mmap", as many tutorials show it. Lab 9: find the faults. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char *argv[]) {
    if (argc != 2) return 2;
    int fd = open(argv[1], O_RDONLY);
    off_t size = lseek(fd, 0, SEEK_END);
    char *text = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    printf("%s", text);
    munmap(text, (size_t)size);
    return 0;
}
