/** What every adapter is tested with: the contracts of the ports and their fixtures. */
package io.spendcast.testkit;
