import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

/** A ref for the first field of something that was just asked for: typing goes on without a click. */
function focusAtOnce(element: HTMLElement | null): void {
  element?.focus();
}

/** Words have their own direction; an empty field has the page's, or its placeholder would stand on the wrong side. */
export const autoDir = (words: string): 'auto' | undefined => (words ? 'auto' : undefined);

interface FieldProps {
  label: string;
  hint?: string;
  problem?: string;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
}

/** Label, hint and error around a control, wired for screen readers. */
export function Field({
  label,
  hint,
  problem,
  children,
}: FieldProps & { children: (wiring: Wiring) => ComponentChildren }) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : '';
  const problemId = problem ? `${id}-problem` : '';
  const wiring: Wiring = {
    id,
    'aria-describedby': [problemId, hintId].filter(Boolean).join(' ') || undefined,
    'aria-invalid': problem ? true : undefined,
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(wiring)}
      {problem && (
        <p class="problem" id={problemId}>
          {problem}
        </p>
      )}
      {hint && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface Typed {
  value: string;
  onValue: (value: string) => void;
  /** Takes the focus when it comes. */
  isFocused?: boolean;
}

type TextProps<Attributes> = FieldProps & Typed & Omit<Attributes, 'label' | 'value' | 'ref'>;

export function TextField({ label, hint, problem, ...rest }: TextProps<JSX.InputHTMLAttributes<HTMLInputElement>>) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {wiring => <input {...typed(rest)} {...wiring} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  problem,
  ...rest
}: TextProps<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {wiring => <textarea {...typed(rest)} {...wiring} />}
    </Field>
  );
}

/** What a field for words of one's own needs; the rest is passed on. */
function typed<Rest extends Typed>({ onValue, isFocused, ...rest }: Rest) {
  return {
    dir: autoDir(rest.value),
    ref: isFocused ? focusAtOnce : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value),
    ...rest,
  };
}

export function Select<T extends string>(
  props: FieldProps & {
    value: T;
    onValue: (value: T) => void;
    options: readonly (readonly [value: T, label: string])[];
  },
) {
  return (
    <Field label={props.label} hint={props.hint} problem={props.problem}>
      {wiring => (
        <select {...wiring} value={props.value} onChange={event => props.onValue(event.currentTarget.value as T)}>
          {props.options.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
