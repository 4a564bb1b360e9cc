/** The limit to compare with: the same socket stack, JSON in, JSON out, and nothing between. */
import websocket from '@fastify/websocket';
import fastify from 'fastify';
import { gauges, serveOrders } from './child.ts';

const app = fastify();
await app.register(websocket, { options: { perMessageDeflate: false, maxPayload: 64 * 1024 } });
app.get('/v1/visitor', { websocket: true }, socket => {
  socket.on('message', data => {
    const frame = JSON.parse(data.toString()) as { type: string; clientId: string };
    socket.send(JSON.stringify({ type: frame.type === 'hello' ? 'welcome' : 'ack', ref: frame.clientId }));
  });
});
await app.listen({ port: 0, host: '127.0.0.1' });
serveOrders({ port: (app.server.address() as { port: number }).port }, gauges);
