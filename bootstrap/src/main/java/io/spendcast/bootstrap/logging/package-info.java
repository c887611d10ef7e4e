/** What goes to the log file. */
package io.spendcast.bootstrap.logging;
