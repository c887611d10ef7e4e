/** The fault suite: real processes that are killed, raced, robbed and lied to. */
package io.spendcast.bootstrap.faults;
