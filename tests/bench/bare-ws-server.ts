/** The least that holds a socket open: `ws` alone. */
import { type WebSocket, WebSocketServer } from 'ws';
import { gauges, serveOrders } from './child.ts';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
function welcome(this: WebSocket): void {
  this.send('{"type":"welcome"}');
}
server.on('connection', socket => socket.on('message', welcome));
server.on('listening', () => serveOrders({ port: (server.address() as { port: number }).port }, gauges));
