/**
 * A read that whoever asks at the same time shares, such as jobs that were taken together. It begins after it is asked for,
 * so that nobody acts on what was before.
 */
export function sharedRead<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | null = null;
  return () => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };
}
