-- Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

-- Opens session.cpp of the example in FOLDER, tells what the server that init.lua names finds there, takes the preferred fix of
-- what is not awaited, and saves.

local folder = os.getenv('FOLDER')
local patience = 300000 -- Milliseconds; only a failure takes so long.

local function say(text)
  io.stdout:write(text .. '\n')
end

local function quit_unless(condition, what)
  if not condition then
    say('failed: ' .. what)
    vim.cmd('cquit')
  end
end

local function code_of(diagnostic)
  return diagnostic.code or diagnostic.user_data.lsp.code
end

local function find(code)
  for _, each in ipairs(vim.diagnostic.get(0)) do
    if code_of(each) == code then
      return each
    end
  end
end

vim.cmd('filetype on')
vim.cmd('edit ' .. folder .. '/session.cpp')
quit_unless(vim.wait(patience, function() return find('async-unawaited-result') end), 'no findings come')
local lines = {}
for _, each in ipairs(vim.diagnostic.get(0)) do
  table.insert(lines, code_of(each) .. ' ' .. each.severity .. ' ' .. each.message)
end
table.sort(lines)
say(table.concat(lines, '\n'))

local lost = find('async-unawaited-result')
vim.api.nvim_win_set_cursor(0, { lost.lnum + 1, lost.col })
local chosen
vim.ui.select = function(actions, _, choose)
  for _, each in ipairs(actions) do
    if each[2].isPreferred then
      chosen = each[2].title
      return choose(each)
    end
  end
end
vim.lsp.buf.code_action()
quit_unless(vim.wait(patience, function() return chosen end), 'no preferred fix is offered')
say('chosen: ' .. chosen)
quit_unless(vim.wait(patience, function() return not find('async-unawaited-result') end), 'the finding stays')
for _, each in ipairs(vim.diagnostic.get(0)) do
  say('left: ' .. code_of(each))
end
vim.cmd('write')
vim.cmd('quit')
