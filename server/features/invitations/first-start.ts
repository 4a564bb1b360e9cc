import { AppError } from '../../app-error.ts';
import { ConfigError } from '../../config.ts';
import type { Context } from '../../context.ts';
import { isTriedFirst } from '../../known-passwords.ts';
import { hashPassword } from '../../passwords.ts';
import { derivedName } from '../../secrets.ts';
import { hashToken, newToken } from '../../tokens.ts';
import { houseWords, newAgent } from '../agents/rules.ts';
import { newSite } from '../sites/rules.ts';

/** The owner link works until somebody used it; this is only what a store needs for "never" (year 2200). */
const NEVER = Date.UTC(2200, 0);

/**
 * Makes sure that there is a site to speak for. Servers that start at once on one database make the same one, because
 * its id and key follow from the SECRET_KEY they share.
 */
export async function ensureSite({ store, sites, config, now }: Context): Promise<void> {
  if ((await store.sites.all()).length > 0) return;
  const key = firstSiteKey(config.secretKey);
  await store.sites.save(newSite({ id: 'first', key, name: 'My site', origins: ['*'], at: now() }));
  sites.forget();
}

export function firstSiteKey(secretKey: string): string {
  return derivedName(secretKey, 'first site')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase()
    .slice(0, 16);
}

/**
 * Makes sure that somebody can come in: the owner of OWNER_EMAIL, or whoever opens the link. A new link is made at every
 * start without an owner, because only its hash is kept, and takes the place of the one before; the first owner ends it.
 * @returns the link's token, or null when there is an owner
 * @throws ConfigError when the owner's password is a well-known one
 */
export async function ensureOwner({ store, config, now, newId }: Context): Promise<string | null> {
  if ((await store.agents.all()).some(agent => agent.role === 'owner')) return null;
  if (config.owner) {
    const { email, password, name } = config.owner;
    const ownerName = name ?? nameFrom(email);
    if (await isTriedFirst(password, houseWords(await store.sites.all(), { email, name: ownerName }))) {
      throw new ConfigError([
        'OWNER_PASSWORD must be none of those that everybody tries first, and not made of the own name or address, got such a one.',
      ]);
    }
    const passwordHash = await hashPassword(password);
    try {
      await store.agents.create(
        newAgent({
          id: newId(),
          email,
          name: ownerName,
          role: 'owner',
          locale: 'en',
          passwordHash,
          at: now(),
        }),
      );
    } catch (error) {
      // Another server that started in the same moment was faster.
      if (!(error instanceof AppError) || error.code !== 'EMAIL_TAKEN') throw error;
    }
    return null;
  }
  const token = newToken();
  const at = now();
  await store.invitations.renewOwnerLink({
    id: newId(),
    tokenHash: hashToken(token),
    role: 'owner',
    siteIds: null,
    email: null,
    invitedBy: null,
    createdAt: at,
    expiresAt: NEVER,
  });
  return token;
}

/** `anna.schmidt@…` is Anna Schmidt: a guess that visitors can read, until OWNER_NAME or the profile knows better. */
function nameFrom(email: string): string {
  return email
    .split(/[@+]/, 1)[0]!
    .split(/[._-]+/)
    .filter(Boolean)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}
