import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 make all objects young; called before the first message. Left to itself it sees under load that the newest row of each
 * conversation lives for a while, and makes all of them old from then on: then nearly every message stays until the whole heap is
 * collected, with what it points to, and each collection of young ones copies four times as much.
 */
export function keepObjectsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
