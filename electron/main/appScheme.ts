import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { framePath, frameVariants } from '../services/frame-store/frameStore.ts';

export const appScheme = 'app';
export const appHost = 'afterimage';
/** The one page of the app. */
export const entryUrl = `${appScheme}://${appHost}/index.html`;

/** Nothing but what the app itself brings: no inline code, no eval, no other origin, no frames, no forms. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.otf': 'font/otf',
};

export interface ServedFolders {
  /** The built renderer. */
  readonly rendererFolder: string;
  readonly frameFolder: string;
}

/** True where a URL is one of ours: exact scheme and host, no port, no user. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  const plain = parsed.port === '' && parsed.username === '' && parsed.password === '';
  return parsed.protocol === `${appScheme}:` && parsed.hostname === appHost && plain;
}

/** Answers one request of the window: a file of the built renderer, or a picture of the frame store. */
export async function serveApp(
  request: { readonly url: string; readonly method: string },
  folders: ServedFolders,
): Promise<Response> {
  if (request.method !== 'GET') return refusal(405);
  if (!isAppUrl(request.url)) return refusal(403);
  const file = locate(new URL(request.url).pathname, folders);
  if (file === null) return refusal(403);
  const mimeType = mimeTypes[extname(file.path)];
  if (mimeType === undefined) return refusal(404);
  try {
    const caching = file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
    return new Response(await readFile(file.path), { headers: headers(mimeType, caching) });
  } catch {
    return refusal(404);
  }
}

function locate(
  encodedPath: string,
  { rendererFolder, frameFolder }: ServedFolders,
): { path: string; immutable: boolean } | null {
  let path: string;
  try {
    path = decodeURIComponent(encodedPath);
  } catch {
    return null;
  }
  // A decoded path may hold what the URL parser could not see: separators, dots, zero bytes.
  const segments = path.split('/').slice(1);
  if (/[\\\0]/.test(path) || segments.some((segment) => segment === '' || segment.startsWith('.')))
    return null;
  const [first, hash, variantName] = segments;
  if (first === 'frames') {
    const variant = frameVariants.find((each) => each === variantName);
    if (hash === undefined || variant === undefined || segments.length !== 3) return null;
    if (!/^[0-9a-f]{64}$/.test(hash)) return null;
    return { path: framePath(frameFolder, hash, variant), immutable: true };
  }
  const file = join(rendererFolder, ...segments);
  if (!file.startsWith(rendererFolder + sep)) return null;
  // The build names assets by their content.
  return { path: file, immutable: first === 'assets' };
}

function headers(mimeType: string, caching: string): Record<string, string> {
  return {
    'content-type': mimeType,
    'cache-control': caching,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: headers('text/plain; charset=utf-8', 'no-store') });
}
