/** Bytes of the largest file that is read: about half a million arrivals, which run in seconds. A larger one is refused by its size, before it is read. */
export const LARGEST_FILE = 64 * 2 ** 20;
