import './style/time-choice.css';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { TextField } from './fields.tsx';
import { ownZone } from './times.ts';

/** In a dialog: times to choose from, by arrows and Enter, and below them any other one by the agent's clock. */
export function TimeChoice(props: {
  /** `at` null: no time. `zone`: by whose clock it is one; left out: by none, as "in three hours". */
  choices: readonly { label: string; at: number | null; zone?: string }[];
  /** How a time is written beside its label. */
  when: (at: number) => string;
  onPick: (at: number | null, zone?: string) => void;
  /** Of the field for another time. */
  label: string;
  submit: string;
  /** Whether a time that was typed will do; in ms, or no number. */
  isGood: (at: number) => boolean;
  /** What is said of one that will not. */
  problem: string;
  /** What else there is to say, above. */
  children?: ComponentChildren;
}) {
  const list = useRef<HTMLDivElement>(null);
  const buttons = () => [...list.current!.querySelectorAll('button')];
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState('');

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    all.at((at + step) % all.length)?.focus();
    event.preventDefault();
  }

  return (
    <>
      {props.children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the buttons inside */}
      <div class="times" ref={list} onKeyDown={onKeyDown}>
        {props.choices.map(({ label, at, zone }, index) => (
          <button
            key={label}
            type="button"
            data-first={index === 0 || undefined}
            onClick={() => props.onPick(at, zone)}
          >
            <span>{label}</span>
            {at !== null && <small>{props.when(at)}</small>}
          </button>
        ))}
      </div>
      <form
        class="other-time"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          const at = new Date(typed).getTime();
          if (!props.isGood(at)) return setProblem(props.problem);
          props.onPick(at, ownZone());
        }}
      >
        <TextField
          label={props.label}
          type="datetime-local"
          step={300}
          dir="ltr"
          value={typed}
          onValue={next => {
            setTyped(next);
            setProblem('');
          }}
          problem={problem}
        />
        <button type="submit" class="btn">
          {props.submit}
        </button>
      </form>
    </>
  );
}
