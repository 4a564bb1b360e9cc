import type { App } from '../context.ts';

/**
 * The addresses of all rooms. Most of a start would be to load and to register them, so that waits until somebody asks for
 * one, or `app.rooms()` is called; sockets are served before.
 * @param build loads and makes their app
 */
export function roomRoutes(app: App, build: () => Promise<App>): void {
  let built: Promise<App> | null = null;
  const rooms = (): Promise<App> => {
    built ??= build();
    return built;
  };
  app.decorate('rooms', rooms);
  app.addHook('onClose', async () => void (await (await built)?.close()));

  app.register(async scope => {
    // The app of the rooms makes one for each request.
    scope.setChildLoggerFactory(logger => logger);
    scope.all(
      '/*',
      {
        async onRequest(request, reply) {
          // Whoever wants a WebSocket of a room wants what is not there.
          if (request.ws) return reply.callNotFound();
          const { routing } = await rooms();
          reply.hijack();
          routing(request.raw, reply.raw);
        },
      },
      (_request, reply) => reply.callNotFound(),
    );
  });
}
