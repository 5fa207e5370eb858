/** The folder of what makes the schema `files`. The schema stands beside the services' and holds nothing else. */
export const filesMigrations = new URL('../migrations/', import.meta.url);
