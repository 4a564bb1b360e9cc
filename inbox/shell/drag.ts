/** Moving things with a pointer: cards over a board, lines of a list. Keys, touch and screen readers have buttons for it. */

type Adapter = typeof import('@atlaskit/pragmatic-drag-and-drop/element/adapter');

/** @returns what takes it away again */
type Attach = (adapter: Adapter) => () => void;

/** Fetched when there is something to move; until then, and where it does not come, the buttons are there. */
function attach(how: Attach): () => void {
  let isGone = false;
  let detach: (() => void) | undefined;
  import('@atlaskit/pragmatic-drag-and-drop/element/adapter').then(
    adapter => {
      if (!isGone) detach = how(adapter);
    },
    () => undefined,
  );
  return () => {
    isGone = true;
    detach?.();
  };
}

/** What is dragged: things of one kind are dropped among their own. */
export interface Dragged {
  kind: string;
  id: string;
}

/**
 * Lets something be dragged.
 * @param onDrag told when it begins and ends
 * @param grip by which it is taken; left out: all of it
 */
export function draggable(
  element: HTMLElement,
  { kind, id }: Dragged,
  onDrag: (isDragged: boolean) => void,
  grip?: HTMLElement,
): () => void {
  return attach(adapter =>
    adapter.draggable({
      element,
      ...(grip && { dragHandle: grip }),
      getInitialData: () => ({ kind, id }),
      onDragStart: () => onDrag(true),
      onDrop: () => onDrag(false),
    }),
  );
}

/** Lets things of a kind be dropped. @param on.over told when one is above it, and no more */
export function dropTarget(
  element: HTMLElement,
  kind: Dragged['kind'],
  on: { over: (isOver: boolean) => void; drop: (id: string) => void },
): () => void {
  return attach(adapter =>
    adapter.dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data.kind === kind,
      onDragEnter: () => on.over(true),
      onDragLeave: () => on.over(false),
      onDrop({ source }) {
        on.over(false);
        on.drop(String(source.data.id));
      },
    }),
  );
}
