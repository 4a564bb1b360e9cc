import { useState } from 'preact/hooks';
import type { ContactField, ContactFieldValue } from '../../../../../protocol/contact-fields.ts';
import type { Card } from '../../../../../protocol/contacts.ts';
import type { Locale } from '../../../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../../../protocol/wire/limits.ts';
import { useInbox } from '../../../../inbox.ts';
import { contained } from '../../../../shell/bidi.ts';
import { Select, TextArea, TextField } from '../../../../shell/fields.tsx';
import { LANGUAGE_OPTIONS } from '../../../../shell/locale.ts';
import { SaveOrCancel } from '../../../../shell/Submit.tsx';
import { onEscape } from '../../../../shell/use-opener.ts';
import { useSubmit } from '../../../../shell/use-submit.ts';
import { t as shellText } from '../../../../shell/words/index.ts';
import { change } from '../acts.ts';
import { sayingWhy } from '../refusals.ts';
import { birthdayOf, monthName, partsOf } from './birthdays.ts';
import { t } from './words/index.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** What the form has of a card. */
interface Draft {
  name: string;
  callMe: string;
  address: string;
  birthday: ReturnType<typeof partsOf>;
  locale: Locale;
  tags: string;
}

const draftOf = (card: Card): Draft => ({
  name: card.name,
  callMe: card.callMe,
  address: card.addresses[0]?.text ?? '',
  birthday: partsOf(card.birthday),
  locale: card.locale,
  tags: card.tags.join(', '),
});

/**
 * What an agent knows better. Only what was changed is sent, and what nobody touches here follows the card: meanwhile a colleague may
 * have said it anew. Of what both changed it is said beneath.
 */
export function EditAbout(props: {
  card: Card;
  fields: readonly ContactField[];
  onDone: () => void;
  onCancel: () => void;
  /** A colleague was faster: the card is read anew, and what was typed stays. */
  onChanged: () => void;
}) {
  const { card, fields, onDone, onCancel, onChanged } = props;
  const { http, toasts } = useInbox();
  const kept = draftOf(card);
  /** What was touched, and what the card said then. */
  const [touched, setTouched] = useState<Partial<Draft>>({});
  const [first, setFirst] = useState(kept);
  /** Of own fields those that were touched. */
  const [values, setValues] = useState<Readonly<Record<string, ContactFieldValue | null>>>({});
  const { name, callMe, address, birthday, locale, tags } = { ...kept, ...touched };
  function set<K extends keyof Draft>(field: K, value: Draft[K]) {
    if (!(field in touched)) setFirst(before => ({ ...before, [field]: kept[field] }));
    setTouched(before => ({ ...before, [field]: value }));
  }
  const form = useSubmit(async () => {
    const born = birthdayOf(birthday);
    const [only, ...rest] = card.addresses;
    const changed = Object.entries(values).filter(([id, value]) => value !== card.fields[id]);
    await sayingWhy(toasts, onChanged, async () => {
      await change(http, card, {
        ...(name !== card.name && { name }),
        ...(callMe !== card.callMe && { callMe }),
        ...(address !== kept.address && {
          addresses: address ? [{ label: only?.label ?? '', text: address }, ...rest] : rest,
        }),
        ...(born !== card.birthday && { birthday: born }),
        ...(locale !== card.locale && { locale }),
        ...(tags !== kept.tags && { tags: tagsOf(tags) }),
        ...(changed.length > 0 && { fields: Object.fromEntries(changed) }),
        version: card.version,
      });
      onDone();
    });
  });
  const bornProblem = form.problemOf('birthday');
  /** What a colleague made of a field that is being changed here; '' where nobody did. */
  const meanwhile = (field: 'name' | 'callMe' | 'address' | 'tags') =>
    field in touched && kept[field] !== first[field] && kept[field] !== touched[field]
      ? t('meanwhile', { value: contained(kept[field]) })
      : '';
  return (
    <form class="person-form" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onCancel)}>
      <TextField
        label={t('name')}
        isFocused
        hint={meanwhile('name')}
        value={name}
        onValue={text => set('name', text)}
        maxLength={LIMITS.lineChars}
        problem={form.problemOf('name')}
      />
      <TextField
        label={t('callMe')}
        hint={meanwhile('callMe') || t('callMeHint')}
        value={callMe}
        onValue={text => set('callMe', text)}
        maxLength={LIMITS.lineChars}
        problem={form.problemOf('callMe')}
      />
      <TextArea
        label={t('address')}
        rows={2}
        maxLength={500}
        hint={meanwhile('address')}
        value={address}
        onValue={text => set('address', text)}
        problem={form.problemOf('addresses')}
      />
      <fieldset class="card-birthday">
        <legend>{t('birthday')}</legend>
        <TextField
          label={t('day')}
          inputMode="numeric"
          maxLength={2}
          value={birthday.day}
          onValue={day => set('birthday', { ...birthday, day })}
          problem={bornProblem}
        />
        <Select
          label={t('month')}
          value={birthday.month}
          onValue={month => set('birthday', { ...birthday, month })}
          options={[['', '—'], ...MONTHS.map(each => [each, monthName(Number(each))] as const)]}
        />
        <TextField
          label={t('year')}
          inputMode="numeric"
          maxLength={4}
          placeholder={t('yearUnknown')}
          value={birthday.year}
          onValue={year => set('birthday', { ...birthday, year })}
        />
      </fieldset>
      <Select
        label={shellText('language')}
        value={locale}
        onValue={each => set('locale', each)}
        options={LANGUAGE_OPTIONS}
      />
      <TextField
        label={t('tags')}
        hint={meanwhile('tags') || t('tagsHint')}
        value={tags}
        onValue={text => set('tags', text)}
        problem={form.problemOf('tags')}
      />
      {fields.map(field => (
        <OwnField
          key={field.id}
          field={field}
          value={field.id in values ? (values[field.id] ?? '') : (card.fields[field.id] ?? '')}
          problem={form.problemOf(`fields.${field.id}`)}
          onValue={value => setValues({ ...values, [field.id]: value === '' ? null : value })}
        />
      ))}
      <SaveOrCancel form={form} onCancel={onCancel} />
    </form>
  );
}

function tagsOf(typed: string): string[] {
  const all = typed.split(/[,،፣]/).map(each => each.trim());
  return [...new Set(all.filter(Boolean))];
}

/** One that an owner defined, by its kind. */
function OwnField(props: {
  field: ContactField;
  value: ContactFieldValue;
  problem: string;
  onValue: (value: ContactFieldValue) => void;
}) {
  const { field, value, problem, onValue } = props;
  const { name, kind, choices } = field;
  if (kind === 'yes_no' || kind === 'choice') {
    const options =
      kind === 'choice'
        ? choices.map(each => [each, each] as const)
        : ([
            ['true', t('yes')],
            ['false', t('no')],
          ] as const);
    return (
      <Select
        label={name}
        problem={problem}
        value={String(value)}
        onValue={chosen => onValue(kind === 'choice' || chosen === '' ? chosen : chosen === 'true')}
        options={[['', '—'] as const, ...options]}
      />
    );
  }
  return (
    <TextField
      label={name}
      problem={problem}
      type={kind === 'date' ? 'date' : 'text'}
      {...(kind === 'number' && { inputMode: 'decimal' as const })}
      maxLength={500}
      value={String(value)}
      onValue={typed => {
        const asNumber = Number(typed.replace(',', '.'));
        onValue(kind === 'number' && typed.trim() !== '' && Number.isFinite(asNumber) ? asNumber : typed);
      }}
    />
  );
}
