/** Roles of the test server begin with it. */
export const rolePrefix = 'test';
/** The migrated database that tests clone. */
export const template = 'purser_template';
