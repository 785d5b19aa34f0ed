#ifndef DIRECTORY_LIST_H
#define DIRECTORY_LIST_H

#include <dirent.h>

/**
 * The entries of a directory from its descriptor, which closedir(3) closes as well. NULL with
 * errno, the descriptor closed, if they cannot be listed; NULL, too, for -1, as open(2) fails with.
 */
DIR *directory_list(int fd);

#endif
