/** Where this server is found: for what is written while nobody asks, such as a link in a mail. */
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { DeskSettings, SettingsPart } from '../features/settings/settings.ts';

export interface OwnAddress {
  /** Without a slash at its end: PUBLIC_URL, else where an owner was signed in last, else this machine. */
  read(): Promise<string>;
  /** An owner has just signed in by this address; with a PUBLIC_URL nobody asks for it. */
  learn(origin: string): Promise<void>;
}

const ADDRESS: SettingsPart<{ origin: string | null }> = {
  name: 'address',
  schema: z.object({ origin: z.string().nullable() }),
  initial: { origin: null },
};

export function createOwnAddress(
  { publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>,
  settings: DeskSettings,
): OwnAddress {
  return {
    async read() {
      return publicUrl ?? (await settings.read(ADDRESS)).origin ?? `http://localhost:${port}`;
    },
    async learn(origin) {
      if (publicUrl !== null || (await settings.read(ADDRESS)).origin === origin) return;
      await settings.write(ADDRESS, { origin });
    },
  };
}
