/** The build makes style sheets of these: one for the first screen, one for each room that comes later. */
declare module '*.css';
