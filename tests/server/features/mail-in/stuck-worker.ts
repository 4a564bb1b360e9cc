/** Takes a mail apart for ever. */
import { parentPort } from 'node:worker_threads';

parentPort!.on('message', () => {
  for (;;);
});
