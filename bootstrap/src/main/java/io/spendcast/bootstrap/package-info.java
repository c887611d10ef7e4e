/** Spendcast: bootstrap. */
package io.spendcast.bootstrap;
