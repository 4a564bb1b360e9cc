/**
 * Which conversations a site has, for those who see few. The condition always holds: by it only those find the index who name
 * it, and lists go on walking along their own.
 */
export const SCHEMA_38 = `
CREATE INDEX conversations_of_site ON conversations (site) WHERE row > 0;
`;
