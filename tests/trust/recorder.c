/* Records, in order, every write, truncation, sync and unlink that a program makes on the files whose name holds RECORD_FILES.
   Loaded before the C library; a power cut is then replayed from the record, keeping what was synced and losing any of the rest. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int log_file = -2;

static int recording(void) {
    if (log_file == -2) {
        const char *path = getenv("RECORD_TO");
        log_file = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    }
    return log_file >= 0;
}

static int watched(int file, char *name, size_t room) {
    char link[64];
    const char *marker = getenv("RECORD_FILES");
    if (!recording() || file == log_file || !marker) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, name, room - 1);
    if (length < 0) return 0;
    name[length] = 0;
    return strstr(name, marker) != NULL;
}

static void note(char what, const char *name, uint64_t place, uint64_t length, const void *bytes) {
    uint16_t name_length = (uint16_t)strlen(name);
    char head[19];
    head[0] = what;
    memcpy(head + 1, &name_length, 2);
    memcpy(head + 3, &place, 8);
    memcpy(head + 11, &length, 8);
    struct iovec parts[3] = {{head, 19}, {(void *)name, name_length}, {(void *)bytes, bytes ? length : 0}};
    syscall(SYS_writev, log_file, parts, 3);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t place) {
    char name[512];
    ssize_t done = syscall(SYS_pwrite64, file, bytes, length, place);
    if (done > 0 && watched(file, name, sizeof name)) note('w', name, (uint64_t)place, (uint64_t)done, bytes);
    return done;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t place) { return pwrite64(file, bytes, length, place); }

ssize_t write(int file, const void *bytes, size_t length) {
    char name[512];
    int seen = watched(file, name, sizeof name);
    off_t place = seen ? lseek(file, 0, SEEK_CUR) : 0;
    ssize_t done = syscall(SYS_write, file, bytes, length);
    if (done > 0 && seen) note('w', name, (uint64_t)place, (uint64_t)done, bytes);
    return done;
}

int ftruncate64(int file, off64_t length) {
    char name[512];
    int failed = (int)syscall(SYS_ftruncate, file, length);
    if (!failed && watched(file, name, sizeof name)) note('t', name, (uint64_t)length, 0, NULL);
    return failed;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int fsync(int file) {
    char name[512];
    int failed = (int)syscall(SYS_fsync, file);
    if (!failed && watched(file, name, sizeof name)) note('s', name, 0, 0, NULL);
    return failed;
}

int fdatasync(int file) {
    char name[512];
    int failed = (int)syscall(SYS_fdatasync, file);
    if (!failed && watched(file, name, sizeof name)) note('s', name, 0, 0, NULL);
    return failed;
}

int unlink(const char *path) {
    const char *marker = getenv("RECORD_FILES");
    int failed = (int)syscall(SYS_unlink, path);
    if (!failed && recording() && marker && strstr(path, marker)) note('d', path, 0, 0, NULL);
    return failed;
}
