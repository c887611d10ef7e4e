/** What a person reads on standard output. */
package io.spendcast.bootstrap.text;
