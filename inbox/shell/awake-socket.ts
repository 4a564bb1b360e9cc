import type { SocketLike } from '../../protocol/wire/connection.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';

/**
 * A browser lets the timers of a hidden tab run once a minute, which the server takes for silence. What comes by the socket
 * it hands over at once: so a ping that is due goes when something is heard, and the server sees to it that something is (SPEC W6).
 */
export class AwakeSocket extends WebSocket {
  declare onopen: SocketLike['onopen'];
  declare onmessage: SocketLike['onmessage'];
  declare onclose: SocketLike['onclose'];
  private saidAt = 0;

  constructor(url: string) {
    super(url);
    this.addEventListener('message', () => {
      if (Date.now() - this.saidAt >= LIMITS.heartbeatMs) this.send('{"type":"ping"}');
    });
  }

  override send(text: string): void {
    this.saidAt = Date.now();
    super.send(text);
  }
}
