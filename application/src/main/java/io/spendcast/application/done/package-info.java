/** Which work is done: what a finished task recorded, held against what is there now. */
package io.spendcast.application.done;
