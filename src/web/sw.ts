/**
 * Keeps the page itself (not the data: the page holds that, see queries.ts) so that it opens without a network. Network first for the
 * document, so that a new version is seen at once; hashed assets never change and come from the cache.
 */
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WaitEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

const cacheName = 'qingdan-1';
const worker = self as unknown as {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(kind: string, listener: (event: never) => void): void;
};

worker.addEventListener('install', (event: WaitEvent) =>
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.add('/'))
      .then(() => worker.skipWaiting()),
  ),
);
worker.addEventListener('activate', (event: WaitEvent) =>
  event.waitUntil(
    caches
      .keys()
      .then((keys) => Promise.all(keys.filter((key) => key !== cacheName).map((key) => caches.delete(key))))
      .then(() => worker.clients.claim()),
  ),
);
worker.addEventListener('fetch', (event: FetchEvent) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (event.request.mode === 'navigate' && !/\.\w+$/u.test(url.pathname) && !/^\/(api|log)\//u.test(url.pathname))
    event.respondWith(page(event.request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(event.request));
});

async function page(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put('/', fresh.clone());
    return fresh;
  } catch {
    return (await cache.match('/')) ?? Response.error();
  }
}

async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const held = await cache.match(request);
  if (held !== undefined) return held;
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request, fresh.clone());
  return fresh;
}
