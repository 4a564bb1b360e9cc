import type { WaitReason } from '../../../protocol/views.ts';
import { t } from './words/index.ts';

const TEXTS = { nobody_here: 'waitNobodyHere', nobody_has_room: 'waitNobodyHasRoom' } as const;

/** Why conversations that nobody has are given to nobody; empty where the server knows no reason. */
export const waitReasonText = (reason: WaitReason | null): string => (reason ? t(TEXTS[reason]) : '');
