/** What can be refused before the work begins. */
package io.spendcast.bootstrap.checks;
