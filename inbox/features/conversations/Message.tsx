import type { Entry } from '../../../protocol/entries.ts';
import type { FileInfo } from '../../../protocol/files.ts';
import { linkPieces } from '../../../protocol/links.ts';
import type { Mentioned } from '../../../protocol/mentions.ts';
import type { ScriptAct } from '../../../protocol/scripts.ts';
import { isolated } from '../../shell/bidi.ts';
import { Icon } from '../../shell/Icon.tsx';
import { Pieces } from '../../shell/Pieces.tsx';
import { clock } from '../../shell/times.ts';
import { EntryFiles } from '../files/EntryFiles.tsx';
import { mentionPieces } from '../mentions/match.ts';
import { t } from './words/index.ts';

interface MessageProps {
  entry: Entry;
  said: { text: string; files?: readonly FileInfo[] | undefined; script?: { act: ScriptAct } | undefined };
  isGrouped: boolean;
}

export function Message({ entry, said, isGrouped, mark }: MessageProps & { mark: 'sent' | 'seen' | null }) {
  const { author, seq, createdAt } = entry;
  const side = author.kind === 'visitor' ? 'is-them' : 'is-us';
  const by =
    author.kind === 'agent'
      ? isolated(author.name)
      : said.script && t(said.script.act === 'bot' ? 'bot' : 'scriptAnswer');
  const facts = [by, clock(createdAt), mark && t(mark)].filter(Boolean);
  return (
    <>
      {said.text && (
        <p class={classes(`msg ${side}`, isGrouped)} dir="auto" data-seq={seq}>
          <Pieces pieces={linkPieces(said.text)} />
        </p>
      )}
      <EntryFiles files={said.files} isOurs={side === 'is-us'} seq={said.text ? undefined : seq} />
      {!isGrouped && <p class={side === 'is-us' ? 'meta is-end' : 'meta'}>{facts.join(' · ')}</p>}
    </>
  );
}

/** Private: visitors never get it. */
export function Note({ entry, said, isGrouped, mentions }: MessageProps & { mentions: Mentioned[] | undefined }) {
  const { author, seq, createdAt } = entry;
  return (
    <div class={classes('note', isGrouped)} data-seq={seq}>
      {said.text && (
        <p dir="auto">
          <Pieces pieces={mentionPieces(linkPieces(said.text), mentions)} />
        </p>
      )}
      <EntryFiles files={said.files} />
      {!isGrouped && (
        <p class="note-by">
          <Icon name="lock" size={14} />
          {t('noteBy', { name: author.kind === 'agent' ? author.name : '' })} · {clock(createdAt)}
        </p>
      )}
    </div>
  );
}

const classes = (kind: string, isGrouped: boolean) => (isGrouped ? `${kind} is-grouped` : kind);
