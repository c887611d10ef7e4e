/** The report of a run: one HTML page with all that it needs, for people. */
package io.spendcast.bootstrap.report;
