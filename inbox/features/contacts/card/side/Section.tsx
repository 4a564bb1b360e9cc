import type { ComponentChildren } from 'preact';

/** One part of the side column, with what adds to it or changes it. */
export function Section(props: { title: string; act?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section>
      <header>
        <h3>{props.title}</h3>
        {props.act}
      </header>
      {props.children}
    </section>
  );
}
