/**
 * Reads an answer that somebody else gave.
 * @param maxBytes of a larger one nothing is kept
 * @returns null when it was larger
 */
export async function readBytes(response: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response) {
    bytes += part.length;
    // Leaving the loop closes the connection.
    if (bytes > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
