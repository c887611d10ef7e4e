/** The whole workflow, or one of its tasks: what is planned, run, skipped and reported. */
package io.spendcast.application.run;
