/** Each noun that this version brings has its paragraph. Forward only, never edited once released. */
export const SCHEMA_5 = `
`;
