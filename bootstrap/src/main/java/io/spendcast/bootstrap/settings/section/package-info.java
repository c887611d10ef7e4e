/** The sections of the configuration, with the rules for their values. */
package io.spendcast.bootstrap.settings.section;
