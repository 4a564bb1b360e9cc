import './style.css';
import type { Conversation } from '../../../protocol/conversations.ts';
import { t } from './words/index.ts';

/** Why a conversation is in quarantine, above what was said. */
export function HeldBar({ conversation: { held } }: { conversation: Conversation }) {
  if (!held) return null;
  return <p class="held-bar">{t('heldBecause', { rules: held.rules.map(rule => t(rule)).join(' · ') })}</p>;
}
