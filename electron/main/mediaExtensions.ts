/** Offered by the open dialog and taken from dropped folders; a file dropped by itself may be called anything. */
export const videoExtensions: readonly string[] = [
  '3gp',
  'avi',
  'flv',
  'm2ts',
  'm4v',
  'mkv',
  'mov',
  'mp4',
  'mpeg',
  'mpg',
  'mts',
  'mxf',
  'ogv',
  'ts',
  'vob',
  'webm',
  'wmv',
];

export const stillExtensions: readonly string[] = [
  'avif',
  'gif',
  'heic',
  'heif',
  'jpeg',
  'jpg',
  'png',
  'tif',
  'tiff',
  'webp',
];
