/** Line drawings, 20 × 20 but for the bell; they take the colour of the text around them and mean nothing alone. */
const PATHS = {
  phone:
    'M6.6 3.5 4.4 4c-.6.2-1 .8-.9 1.400A13.4 13.4 0 0 0 14.6 16.500c.6.1 1.2-.3 1.4-.9l.5-2.2-3.3-1.6-1.6 1.600a9 9 0 0 1-5-5l1.6-1.600Z',
  mail: 'M3 5h14v10H3zM3.5 5.5 10 11l6.5-5.5',
  lock: 'M5 9h10v7H5zM7 9V6.500a3 3 0 0 1 6 0V9',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  forward: 'M8 4.5 13.5 10 8 15.5',
  close: 'M5 5l10 10M15 5 5 15',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  person: 'M10 10.500a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.400ZM4 16.500c.5-2.6 2.9-4 6-4s5.5 1.4 6 4',
  tag: 'M3.5 3.5h6l7 7-6 6-7-7zM6.250 7a.75.75 0 1 0 1.500 0 .75.75 0 1 0-1.500 0Z',
  eye: 'M2.5 10c2-3.500 4.500-5 7.500-5s5.500 1.500 7.500 5c-2 3.500-4.500 5-7.500 5s-5.500-1.500-7.500-5ZM7.750 10a2.250 2.250 0 1 0 4.500 0 2.250 2.250 0 1 0-4.500 0Z',
  filter: 'M3.5 5.5h13M6 10h8M8.500 14.500h3',
  down: 'M5.5 8l4.5 4.500L14.5 8',
  check: 'M4.5 10.500l3.5 3.5 7.5-8',
  plus: 'M10 4.500v11M4.5 10h11',
  clip: 'M13.5 6v7.5a3.75 3.75 0 0 1-7.5 0v-8a2.5 2.5 0 0 1 5 0V13a1.25 1.25 0 0 1-2.5 0V6.5',
  file: 'M5 3h6.5L15 6.5V17H5zM11.5 3v3.5H15',
  more: 'M4 10a1 1 0 1 0 2 0 1 1 0 1 0-2 0ZM9 10a1 1 0 1 0 2 0 1 1 0 1 0-2 0ZM14 10a1 1 0 1 0 2 0 1 1 0 1 0-2 0Z',
} as const;

/** Those that point along the line turn around where lines run from the right. */
const MIRRORED: readonly string[] = ['back', 'forward'];

export function Icon({ name, size = 20 }: { name: keyof typeof PATHS; size?: number }) {
  return (
    <svg
      class={MIRRORED.includes(name) ? 'icon is-mirrored' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark. */
export function Bell({ size = 24 }: { size?: number }) {
  return (
    <svg class="icon bell" width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <path d="M14 6.2V9M11.6 6h4.8M4.5 20.5a9.5 9.5 0 0 1 19 0Z" />
      <path class="bell-base" d="M4 24h20" />
    </svg>
  );
}
