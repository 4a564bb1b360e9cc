import type { NoticeSettings } from '../../../../protocol/notices.ts';

/**
 * What somebody changed here, laid over what was set elsewhere meanwhile (SPEC NO10).
 * @param now as they are on the server
 * @param base as they were when they began to be changed here
 */
export function laidOver(now: NoticeSettings, base: NoticeSettings, changed: NoticeSettings): NoticeSettings {
  const names = Object.keys(changed) as (keyof NoticeSettings)[];
  const own = names.filter(name => JSON.stringify(changed[name]) !== JSON.stringify(base[name]));
  return { ...now, ...Object.fromEntries(own.map(name => [name, changed[name]])) };
}
