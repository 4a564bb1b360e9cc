import './style.css';
import { useState } from 'preact/hooks';
import type { CardAnswer } from '../../../../../protocol/cards.ts';
import type { Card, Merge } from '../../../../../protocol/contacts.ts';
import { useInbox } from '../../../../inbox.ts';
import { useApp } from '../../../../shell/app.ts';
import { contained } from '../../../../shell/bidi.ts';
import { Dialog } from '../../../../shell/Dialog.tsx';
import { Face } from '../../../../shell/Face.tsx';
import { Failed } from '../../../../shell/Failed.tsx';
import { phoneText } from '../../../../shell/phones.ts';
import { Skeleton } from '../../../../shell/Skeleton.tsx';
import { Problem, Submit } from '../../../../shell/Submit.tsx';
import { useActs } from '../../../../shell/use-acts.ts';
import { useAnswer } from '../../../../shell/use-answer.ts';
import { useSubmit } from '../../../../shell/use-submit.ts';
import { nameOf } from '../../names.ts';
import { join, readFields, refusePair, takeApart } from '../acts.ts';
import { sayingWhy } from '../refusals.ts';
import { birthdayText } from '../side/birthdays.ts';
import { useCard } from '../use-card.ts';
import { type Choice, choicesOf, type Fact, factsOf, firstChoice, isOpen, type Side } from './facts.ts';
import { t } from './words/index.ts';

interface CompareProps {
  one: CardAnswer;
  onClose: () => void;
  onChanged: () => void;
}

/** Two cards beside each other: whether they are one person, and whose facts stand then. */
export function Compare({ otherId, ...props }: CompareProps & { otherId: string }) {
  const { http } = useInbox();
  const other = useCard(http, otherId, null);
  const fields = useAnswer(() => readFields(http), []);
  return (
    <Dialog class="compare" title={t('title')} onClose={props.onClose}>
      {other.failure ? (
        <Failed text={t('failed')} onRetry={other.load} />
      ) : other.answer && (fields.answer || fields.failure) ? (
        <Both
          {...props}
          other={other.answer}
          fields={fields.answer ?? []}
          onReread={() => {
            other.load();
            props.onChanged();
          }}
        />
      ) : (
        <Skeleton lines={5} />
      )}
    </Dialog>
  );
}

function Both(
  props: CompareProps & {
    other: CardAnswer;
    fields: Parameters<typeof factsOf>[2];
    /** A colleague changed one of them meanwhile. */
    onReread: () => void;
  },
) {
  const { one, other, fields, onClose, onChanged, onReread } = props;
  const { http, toasts } = useInbox();
  const { go } = useApp();
  const [kept, setKept] = useState<Side>('one');
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const { isBusy, run } = useActs(toasts);
  const facts = factsOf(one.card, other.card, fields);
  const undo = async (cardId: string, merge: Merge) => {
    try {
      await takeApart(http, cardId, merge.id);
      onChanged();
    } catch (error) {
      toasts.fail(error);
    }
  };
  const joinBoth = async () => {
    const [winner, loser] = kept === 'one' ? [one.card, other.card] : [other.card, one.card];
    const merge = await join(http, winner, loser, choicesOf(facts, chosen, kept));
    toasts.add(t('didJoin'), merge && { undo: () => void undo(winner.id, merge) });
    onClose();
    if (winner === other.card) go({ kind: 'room', room: 'people', id: winner.id });
    else onChanged();
  };
  const form = useSubmit(() => sayingWhy(toasts, onReread, joinBoth));
  const refuse = () =>
    run('refuse', async () => {
      await refusePair(http, one.card.id, other.card.id);
      onClose();
      onChanged();
    });
  return (
    <form onSubmit={form.onSubmit}>
      <p class="hint">{t('lead')}</p>
      <div class="compare-heads" role="radiogroup" aria-label={t('kept')}>
        <Head card={one.card} isKept={kept === 'one'} onKeep={() => setKept('one')} />
        <Head card={other.card} isKept={kept === 'other'} onKeep={() => setKept('other')} />
      </div>
      {facts.map(fact => (
        <Row
          key={fact.name}
          fact={fact}
          choice={chosen[fact.name] ?? firstChoice(fact, kept)}
          onChoose={choice => setChosen({ ...chosen, [fact.name]: choice })}
        />
      ))}
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('join')}</Submit>
        <button type="button" class="btn" aria-disabled={isBusy('refuse')} onClick={() => void refuse()}>
          {t('notTheSame')}
        </button>
      </div>
    </form>
  );
}

/** One of the two, and whether its card is the one that stays. */
function Head(props: { card: Card; isKept: boolean; onKeep: () => void }) {
  const { card, isKept, onKeep } = props;
  return (
    <label class="compare-head">
      <Face name={card.name} />
      <span>
        <b dir="auto">{nameOf(card)}</b>
        <span class="check">
          <input type="radio" name="kept" checked={isKept} onChange={onKeep} />
          {t('keepThis')}
        </span>
      </span>
    </label>
  );
}

function Row({ fact, choice, onChoose }: { fact: Fact; choice: Choice; onChoose: (choice: Choice) => void }) {
  const label = fact.label === null ? t(labelOf(fact.name)) : contained(fact.label);
  const sides: readonly Side[] = ['one', 'other'];
  if (!isOpen(fact)) {
    return (
      <div class="compare-row">
        <b dir="auto">{label}</b>
        {sides.map(side => (
          <span key={side} dir="auto">
            {shown(fact, fact[side])}
          </span>
        ))}
      </div>
    );
  }
  const radio = (value: Choice, words: string) => (
    <label key={value} class="check">
      <input type="radio" name={fact.name} checked={choice === value} onChange={() => onChoose(value)} />
      <span dir="auto">{words}</span>
    </label>
  );
  return (
    <fieldset class="compare-row">
      <legend dir="auto">{label}</legend>
      {sides.map(side => radio(side, shown(fact, fact[side])))}
      {fact.isList && radio('both', t('both'))}
    </fieldset>
  );
}

const LABELS = {
  name: 'name',
  callMe: 'callMe',
  phone: 'phone',
  email: 'email',
  birthday: 'birthday',
  addresses: 'addresses',
  tags: 'tags',
} as const;

function labelOf(name: Fact['name']) {
  return LABELS[name as keyof typeof LABELS];
}

function shown({ name }: Fact, value: string): string {
  if (name === 'phone') return phoneText(value);
  if (name === 'birthday' && value) return birthdayText(value, Date.now());
  return contained(value);
}
