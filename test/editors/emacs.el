;;; Part of corolint, under the Apache License v2.0 with LLVM Exceptions. -*- lexical-binding: t -*-
;;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

;; Opens session.cpp of the example in FOLDER, tells what the server that init.el names finds there, takes the preferred fix of
;; what is not awaited, and saves.

(require 'cl-lib)
(package-initialize)
(require 'eglot)

(defun say (format &rest arguments) (princ (concat (apply #'format format arguments) "\n")))

(defun wait-for (what condition)
  "Wait until CONDITION holds; end Emacs if WHAT never comes."
  (with-timeout (300 (say "failed: %s" what) (kill-emacs 1))
    (while (not (funcall condition)) (accept-process-output nil 0.1))))

(defun findings () (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun lost ()
  (cl-find-if (lambda (each) (string-match-p "is never awaited" (flymake-diagnostic-text each))) (flymake-diagnostics)))

(setq make-backup-files nil)
(find-file (expand-file-name "session.cpp" (getenv "FOLDER")))
;; Batch mode has no command loop to run what eglot-ensure puts off until after the command.
(run-hooks 'post-command-hook)
(wait-for "the server does not start" (lambda () (eglot-managed-p)))
(flymake-start)
(wait-for "no findings come" #'lost)
(dolist (each (sort (findings) #'string<)) (say "%s" each))

(goto-char (flymake-diagnostic-beg (lost)))
(cl-letf (((symbol-function 'completing-read)
           (lambda (_prompt _actions &optional _predicate _require _initial _history default &rest _)
             (say "chosen: %s" default)
             default)))
  ;; Chosen by a key, not from a menu of the mouse.
  (let ((last-nonmenu-event ?a)) (call-interactively #'eglot-code-actions)))
(save-buffer)
(wait-for "the finding stays" (lambda () (and (findings) (not (lost)))))
(dolist (each (findings)) (say "left: %s" each))
(call-interactively #'eglot-shutdown)
