import type { Target, TargetKey } from './store.ts';

/** Without one a target is well, or was never tried. */
export type TargetDocument = Omit<Target, keyof TargetKey> & { _id: TargetKey };

export function toTarget({ _id, ...rest }: TargetDocument): Target {
  return { ..._id, ...rest };
}

export function targetDocument({ kind, id, ...rest }: Target): TargetDocument {
  return { _id: { kind, id }, ...rest };
}
