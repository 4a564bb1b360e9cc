/** The least that starts: Fastify with one route, bundled as the server is. */
import fastify from 'fastify';

const app = fastify();
app.get('/', async () => ({ ok: true }));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });

// Ended so, Node keeps what it compiled.
process.on('SIGTERM', () => process.exit());
