const largeBytes = String(1024 * 1024);

/**
 * What the media process is started with so that glibc gives memory back: pictures of megabytes come and go, and by
 * its own rules it would keep what they leave (mallopt(3)). Other systems' allocators take no notice.
 */
export const memoryEnvironment: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: largeBytes,
  MALLOC_TRIM_THRESHOLD_: largeBytes,
};
