/** What makes an app of the inbox: its manifest, its icons and its service worker. */
import type { App, Context } from '../context.ts';
import { ownOrigin } from './origins.ts';

/** Drawn by the build. Short enough that a new picture is seen, as they have no hash in their names. */
const ICONS = ['icon-192.png', 'icon-512.png', 'maskable-512.png', 'apple-180.png', 'badge-96.png'];
const ICON_CACHE = 'public, max-age=86400';

/** The worker asks its own server and nobody else; the pages' policy is not its own. */
const WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

/** After `pageRoutes`, which can send files. All addresses in it are relative, so that it works below any path. */
export function inboxAppRoutes(app: App, { config, sites }: Context): void {
  const schema = { hide: true };

  app.get('/inbox/worker.js', { schema }, (_request, reply) =>
    reply
      .header('content-security-policy', WORKER_POLICY)
      // The inbox itself has no slash at its end, and so lies above the worker's folder.
      .header('service-worker-allowed', '../inbox')
      .header('cache-control', 'no-cache')
      .sendFile('inbox/worker.js'),
  );

  for (const name of ICONS) {
    app.get(`/inbox/${name}`, { schema }, (_request, reply) =>
      reply.header('cache-control', ICON_CACHE).sendFile(`inbox/${name}`),
    );
  }

  app.get('/inbox/manifest.webmanifest', { schema }, async (request, reply) => {
    const [site, another] = await sites.all();
    // Who has several desks tells them apart by it. Anybody may read it, and what one site is called its own page says.
    const desk = site && !another ? site.name : new URL(ownOrigin(config, request)).hostname;
    const icon = (src: string, px: number, purpose: string) => ({
      src,
      sizes: `${px}x${px}`,
      type: 'image/png',
      purpose,
    });
    return reply
      .header('cache-control', 'no-cache')
      .type('application/manifest+json')
      .send({
        id: '../inbox',
        name: `${desk} · Deskbell`,
        short_name: desk,
        start_url: '../inbox',
        scope: '../inbox',
        display: 'standalone',
        // Until the page says which it is by its own colours.
        background_color: '#ffffff',
        theme_color: '#0b6b57',
        icons: [
          icon('icon-192.png', 192, 'any'),
          icon('icon-512.png', 512, 'any'),
          icon('maskable-512.png', 512, 'maskable'),
        ],
      });
  });
}
