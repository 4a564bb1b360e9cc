/** Visits that somebody has rated, by when: what was said of one stands in the booking itself. */
export const SCHEMA_34 = `
CREATE INDEX bookings_rated ON bookings (whole ->> '$.rating.at', site) WHERE whole ->> '$.rating.at' IS NOT NULL;
`;
