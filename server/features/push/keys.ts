import { createECDH } from 'node:crypto';
import { z } from 'zod';
import type { PushKeys } from '../../outbox/push.ts';
import { seal, unseal } from '../../secrets.ts';
import type { DeskSettings, SettingsPart } from '../settings/settings.ts';

/** What the desk keeps of them. The private key is sealed. */
const kept = z.object({ publicKey: z.string(), sealed: z.string() });
const PART: SettingsPart<z.infer<typeof kept> | null> = { name: 'push', schema: kept.nullable(), initial: null };

/**
 * This server's keys for push services: made soon after the first start, the same at every server of the desk. Browsers
 * subscribe with the public one, so that nobody else may push to them. Those that were sealed under another SECRET_KEY are
 * made anew, and browsers subscribe anew with their next page.
 */
export async function pushKeysOf(settings: DeskSettings, secretKey: string): Promise<PushKeys> {
  const held = opened(await settings.read(PART), secretKey);
  if (held) return held;
  const made = newKeys();
  const mine = { publicKey: made.publicKey, sealed: seal(secretKey, made.privateKey) };
  const first = opened(await settings.writeFirst(PART, mine), secretKey);
  if (first) return first;
  await settings.write(PART, mine);
  return made;
}

function opened(held: z.infer<typeof kept> | null, secretKey: string): PushKeys | null {
  const privateKey = held && unseal(secretKey, held.sealed);
  return held && privateKey ? { publicKey: held.publicKey, privateKey } : null;
}

function newKeys(): PushKeys {
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  // Leading zeroes belong to a key, and Node leaves them out.
  const privateKey = Buffer.concat([Buffer.alloc(32), curve.getPrivateKey()]).subarray(-32);
  return { publicKey: curve.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') };
}
